"""From YAML and bytes to Package, Descriptor, Site and Table: parsed once, trusted afterwards."""
