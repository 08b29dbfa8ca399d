"""The two databases the books can lie in, behind one small port: SQLite and PostgreSQL."""
