"""Build the edition: read facts and prose, write a checked site and its downloads."""
