/// Which way a figure is rounded.
///
/// Points are rounded to the nearest figure, bounds away from the interval: a lower bound down and
/// an upper bound up, so that the printed interval never claims more than the computed one.
enum Rounding {
    /// To the nearest figure, halves away from zero.
    case nearest
    /// To the next figure below.
    case down
    /// To the next figure above.
    case up

    /// The whole number nearest in this direction.
    ///
    /// A value within a ten-millionth of a whole number counts as that number: a product such as
    /// 0.29 * 100 stands for 29 whichever way it rounds.
    func whole(_ value: Double) -> Double {
        let nearest = value.rounded()
        if abs(value - nearest) <= 1e-7 { return nearest }
        return switch self {
        case .nearest: nearest
        case .down: value.rounded(.down)
        case .up: value.rounded(.up)
        }
    }
}
