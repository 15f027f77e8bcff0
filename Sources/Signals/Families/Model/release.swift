/// A release in the tables, short because it is written so often there.
func v(_ major: Int, _ minor: Int = 0, _ patch: Int = 0) -> EngineVersion {
    EngineVersion(major, minor, patch)
}
