def build(world):
    pass
