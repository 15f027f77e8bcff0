/// Why a sweep cannot be run as asked.
package enum SweepPlanError: Error, Sendable, Equatable, CustomStringConvertible {
    /// No level is named.
    case noLevels(SweepAxis)
    /// A level is zero, negative or no number.
    case notPositive(SweepAxis, Double)
    /// Half a request cannot be in flight.
    case notWhole(Double)
    /// A level stands after one that is higher.
    case outOfOrder(SweepAxis, Double, after: Double)
    /// A level stands twice.
    case repeated(SweepAxis, Double)
    /// Neither the requests nor the time of a level are limited.
    case endless
    /// A level without a request or without time.
    case emptyBudget
    /// The search would end before it begins.
    case boundsReversed(SweepAxis, start: Double, limit: Double)
    /// A resolution that is no share.
    case resolution(Double)

    package var description: String {
        switch self {
        case .noLevels(let axis):
            "no level: name at least one, such as --\(axis.rawValue) 1,2,4,8,16"
        case .notPositive(let axis, let level):
            "--\(axis.rawValue) has the level \(SweepAxis.number(level)); a level is above 0"
        case .notWhole(let level):
            "--concurrency has the level \(SweepAxis.number(level)); requests in flight are whole "
                + "numbers (for a load by time use --rate)"
        case .outOfOrder(let axis, let level, let after):
            "--\(axis.rawValue) has \(SweepAxis.number(level)) after \(SweepAxis.number(after)); "
                + "levels go from low to high, because the sweep stops at the first that fails"
        case .repeated(let axis, let level):
            "--\(axis.rawValue) has the level \(SweepAxis.number(level)) twice; name each once "
                + "(--requests makes a level longer)"
        case .endless:
            "a level would never end: limit it with --requests or --duration"
        case .emptyBudget:
            "a level of no request and no time measures nothing; --requests and --duration are "
                + "above 0"
        case .boundsReversed(let axis, let start, let limit):
            "the search starts at \(SweepAxis.number(start)) and may go up to "
                + "\(SweepAxis.number(limit)); give --max a value above the first "
                + "--\(axis.rawValue)"
        case .resolution(let share):
            "--resolution is \(SweepAxis.number(share * 100))%; expected more than 0% and at most "
                + "100%"
        }
    }
}
