"""Skills: what the assistant really does; one folder each. Only a skill may say that a thing was done, after doing it.

Those in `inside` ask no other host and are always there. Those in `outside`, and those that other packages name in the
group `earnest.skills`, may ask other hosts: they are off until the household switches them on.
"""
