import Estimates
import MarkedPages

/// So many of so many, with the exact interval of the share behind it.
struct Rate {
    let hits: Int
    let count: Int

    init(_ hits: Int, of count: Int) {
        self.hits = hits
        self.count = count
    }

    /// Counts the elements that fulfil a condition.
    init<Element>(_ elements: [Element], where holds: (Element) -> Bool) {
        self.init(elements.count(where: holds), of: elements.count)
    }

    /// `93.2 % (90.1 to 95.6)`; `-` without a run.
    var text: String {
        guard count > 0 else { return "-" }
        let estimate = BinomialInterval.clopperPearson(successes: hits, trials: count)
        let digits = { (share: Double) in MarkdownTable.decimal(share * 100, digits: 1) }
        return
            "\(digits(estimate.point)) % (\(digits(estimate.lower)) to \(digits(estimate.upper)))"
    }
}
