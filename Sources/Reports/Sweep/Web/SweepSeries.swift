import Capacity
import Estimates
import Readiness

/// One endpoint's points of a plot: a place, a height with its interval, and what to say of it.
struct SweepSeries {
    /// A point.
    struct Point {
        var x: Double
        var y: Estimate
        var xInterval: ClosedRange<Double>?
        var level: Double
        var label: String
        var judgement: Judgement
    }

    /// The endpoint.
    var name: String
    /// Its number, which gives its colour and its mark.
    var number: Int
    /// Its points, from low to high.
    var points: [Point]

    /// How many looks there are before they repeat.
    static let looks = 5

    /// The class that colours it.
    var style: String { "s\(number % Self.looks)" }

    /// Its mark as a character.
    var mark: String { ["●", "■", "▲", "◆", "▼"][number % Self.looks] }

    /// The outline of its mark around a place.
    func outline(_ x: Double, _ y: Double) -> String {
        let r = 4.5
        func at(_ dx: Double, _ dy: Double) -> String {
            "\(SVG.number(x + dx)) \(SVG.number(y + dy))"
        }
        switch number % Self.looks {
        case 0:
            let arc = "\(SVG.number(r)) \(SVG.number(r)) 0 1 0 "
            return "M\(at(-r, 0))A\(arc)\(at(r, 0))A\(arc)\(at(-r, 0))Z"
        case 1: return "M\(at(-r, -r))L\(at(r, -r))L\(at(r, r))L\(at(-r, r))Z"
        case 2: return "M\(at(0, -r))L\(at(r, r))L\(at(-r, r))Z"
        case 3: return "M\(at(0, -r - 1))L\(at(r + 1, 0))L\(at(0, r + 1))L\(at(-r - 1, 0))Z"
        default: return "M\(at(0, r))L\(at(r, -r))L\(at(-r, -r))Z"
        }
    }
}
