"""What the tests of the line share: a PostgreSQL of their own."""

from tests.sync.postgres import kept_postgres_url, postgres, postgres_url, swept_postgres_url

__all__ = ["kept_postgres_url", "postgres", "postgres_url", "swept_postgres_url"]
