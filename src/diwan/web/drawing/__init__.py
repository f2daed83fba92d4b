"""Figures drawn on the server as SVG: no script, prints well, mirrored for right-to-left readers by arithmetic.

Every function is pure: the same input gives the same Markup. Colours are classes (`tone-…`) that the stylesheet
resolves in both themes; only crests and covers carry their own paint, because they are pictures.
"""
