"""Communiqué on a real engine: Flink, Kafka and Beam's Java parts, all on loopback."""
