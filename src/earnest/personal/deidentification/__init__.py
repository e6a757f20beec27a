"""De-identification: find, conceal, disguise, verify, release; anything that goes wrong withholds the clip."""
