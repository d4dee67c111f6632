"""Language models and encoders; the only layer that imports neural libraries."""
