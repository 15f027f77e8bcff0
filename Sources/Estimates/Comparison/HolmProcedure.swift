/// Several questions with one error probability for all of them together.
///
/// - SeeAlso: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal
///   of Statistics 6 (1979).
package enum HolmProcedure {
    /// Probabilities that can be held against the common error probability one by one.
    ///
    /// | given | adjusted |
    /// |---|---|
    /// | 0.01, 0.04, 0.03, 0.005 | 0.03, 0.06, 0.06, 0.02 |
    ///
    /// - Parameter probabilities: One for each question, in any order.
    /// - Returns: As many, in the same order, none below the one given and none above 1.
    package static func adjusted(_ probabilities: [Double]) -> [Double] {
        let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
        var adjusted = probabilities
        var highest = 0.0
        for (place, index) in order.enumerated() {
            highest = max(
                highest, min(1, probabilities[index] * Double(probabilities.count - place)))
            adjusted[index] = highest
        }
        return adjusted
    }

    /// The questions decided when each can be asked at any confidence.
    ///
    /// All are asked with the error divided by their number; those decided leave, and the rest are
    /// asked with the error divided by theirs, until a round decides nothing. It decides what
    /// ``adjusted(_:)`` does.
    ///
    /// - Parameters:
    ///   - count: How many questions.
    ///   - confidence: The confidence for all together, between 0 and 1.
    ///   - isDecided: Whether a question is decided at a confidence; one that is at a higher is at
    ///     every lower one.
    /// - Returns: For each question the confidence it was decided at, and else the last it was
    ///   asked at.
    package static func decide(
        count: Int, confidence: Double, _ isDecided: (_ index: Int, _ confidence: Double) -> Bool
    ) -> [(isDecided: Bool, confidence: Double)] {
        var results = Array(repeating: (isDecided: false, confidence: confidence), count: count)
        var open = Array(results.indices)
        while !open.isEmpty {
            let level = 1 - (1 - confidence) / Double(open.count)
            let decided = open.filter { isDecided($0, level) }
            for index in open { results[index].confidence = level }
            for index in decided { results[index].isDecided = true }
            guard !decided.isEmpty else { break }
            open.removeAll { decided.contains($0) }
        }
        return results
    }
}
