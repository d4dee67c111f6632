"""Term bases: reading them, and finding their terms in running text."""
