/// A sample within a range; marks of a series' end are none.
struct RangeSample {
    /// Since the Unix epoch.
    let milliseconds: Int64
    let value: Double
}
