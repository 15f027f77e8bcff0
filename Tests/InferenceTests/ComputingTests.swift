import Testing

/// The tests that only compute, one after the other.
///
/// Together they would take every thread for seconds, and the tests that wait by the clock, or for
/// a server that has a limit to keep, would see a machine that stands still.
@Suite(.serialized) enum ComputingTests {}
