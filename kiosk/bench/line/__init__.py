"""Measuring the line: real server, real database, real agents, real sockets; nothing played."""
