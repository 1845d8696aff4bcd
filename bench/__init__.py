"""Measurements: what a page costs its reader, what a build costs its maintainer. Nothing here is asserted."""
