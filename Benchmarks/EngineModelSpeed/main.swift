import EngineModel
print("x")
