"""Hosts whose pages change character: sites are redesigned, and somebody has to notice."""
