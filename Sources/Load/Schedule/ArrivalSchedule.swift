/// When the sessions of an open loop start: offsets in seconds since the run began, ascending.
///
/// A process of rate 1 is stretched through the integral of the rate: the k-th start comes when the
/// integral has reached the process's k-th moment. So ramps and steps are right for every process,
/// and a change of rate takes hold at once and not after the next start.
package struct ArrivalSchedule: Sequence, IteratorProtocol, Sendable {
    private var process: UnitProcess
    private var integral: CurveIntegral

    /// Creates a schedule; it is endless unless the rate becomes zero for good.
    ///
    /// - Parameters:
    ///   - rate: Starts a second.
    ///   - arrivals: How the starts scatter.
    ///   - seed: Equal seeds give equal schedules.
    package init(rate: LoadCurve, arrivals: ArrivalProcess, seed: UInt64) {
        process = UnitProcess(arrivals: arrivals, seed: seed)
        integral = CurveIntegral(rate)
    }

    /// The next start; `nil` when the rate stays zero from here on.
    package mutating func next() -> Double? { integral.seconds(toArea: process.next()) }
}
