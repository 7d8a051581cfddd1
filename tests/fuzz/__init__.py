"""Every parser, given whatever bytes there are: `make fuzz`; a small part of it in `make test`."""
