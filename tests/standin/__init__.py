"""A stand-in for the sources: a real HTTP server on the loopback that behaves as they do.

`server` serves hosts by name, on a port each, and logs every request; `replies` are answers that
go wrong as real ones do; `github` is UNxml's repositories; `scenarios` names what can happen. A new
source is a module with a class that answers requests (`server.Host`) and a line in `__main__`.
"""
