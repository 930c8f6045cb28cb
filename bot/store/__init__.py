"""The only code that imports SQLAlchemy. What leaves it is a frozen value."""
