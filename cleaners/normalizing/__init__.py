"""Normalising: repair before detection, polish after deciding; every change is an edit."""
