"""The edition's own machinery: facts and prose in, a checked site and its downloads out."""
