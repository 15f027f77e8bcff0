/// A stake spread over fixed fractions of the largest bet that is safe: the capital process behind
/// ``GapShareTest``.
///
/// Each fraction c plays its own game and multiplies its capital by 1 + c g in every round, where
/// the gain g is at least -1; the wager's capital is their average. If no round has a positive
/// expected gain given the rounds before, each game is a nonnegative supermartingale, so their
/// average is one, and by Ville's inequality it ever reaches 1 / alpha with probability alpha at
/// most. How the fractions are chosen cannot harm that; it only decides how fast capital grows.
struct Wager: Sendable, Hashable {
    /// The fractions, between 0 and 1, each with the same share of the stake.
    let fractions: [Double]
    private var logCapitals: [Double]

    private init(fractions: [Double]) {
        self.fractions = fractions
        logCapitals = Array(repeating: 0, count: fractions.count)
    }

    /// Fractions c with a density that grows like e^(5c/2): bets on an endpoint clearly better than
    /// asked.
    ///
    /// It is what the prior of ``BetaMixture/accepting(share:)`` becomes, in units of the largest
    /// bet, as the share nears 1.
    static let accepting = Wager(
        fractions: quantiles.map { quantile in
            Elementary.naturalLogOnePlus(quantile * Elementary.exponentialMinusOne(2.5)) / 2.5
        })

    /// Fractions c with the density a (1 - c)^(a - 1): what the prior Beta(a, 1) of
    /// ``BetaMixture/refusing(share:)`` becomes in units of the largest bet.
    static func refusing(share: Double) -> Wager {
        let weight = BetaMixture.refusing(share: share).a
        return Wager(
            fractions: quantiles.map { quantile in
                -Elementary.exponentialMinusOne(Elementary.naturalLogOnePlus(-quantile) / weight)
            })
    }

    /// The middles of as many equal parts of the unit interval as there are games.
    private static let quantiles = (0..<32).map { (Double($0) + 0.5) / 32 }

    /// Plays one round with the gain of a full bet, -1 or more; `.infinity` for what cannot happen
    /// under the null.
    mutating func play(gain: Double) {
        for game in fractions.indices {
            logCapitals[game] += Elementary.naturalLogOnePlus(fractions[game] * gain)
        }
    }

    /// ln of the capital, which began at 1.
    var logCapital: Double { logCapital(afterFurther: 0, gain: 0) }

    /// ln of the capital after further rounds of equal gain.
    func logCapital(afterFurther rounds: Int, gain: Double) -> Double {
        var sum = Accumulation()
        for game in fractions.indices {
            sum.add(
                logCapitals[game]
                    + Double(rounds) * Elementary.naturalLogOnePlus(fractions[game] * gain))
        }
        return sum.logMean
    }

    /// ln of the capital that these gains, each with the number of rounds it occurs in, make of a
    /// stake of 1.
    func logCapital(of gains: [(gain: Double, rounds: Int)]) -> Double {
        var sum = Accumulation()
        for fraction in fractions {
            var logCapital = 0.0
            for (gain, rounds) in gains {
                logCapital += Double(rounds) * Elementary.naturalLogOnePlus(fraction * gain)
            }
            sum.add(logCapital)
        }
        return sum.logMean
    }
}

extension Wager {
    /// The mean of numbers given by their logarithms, free of overflow.
    private struct Accumulation {
        private var largest = -Double.infinity
        private var scaledSum = 0.0
        private var count = 0

        mutating func add(_ logarithm: Double) {
            count += 1
            if logarithm == -.infinity { return }
            if logarithm > largest {
                scaledSum =
                    largest == -.infinity
                    ? 1 : scaledSum * Elementary.exponential(largest - logarithm) + 1
                largest = logarithm
            } else if largest < .infinity {
                scaledSum += Elementary.exponential(logarithm - largest)
            }
        }

        var logMean: Double {
            guard largest > -.infinity, largest < .infinity else { return largest }
            return largest + Elementary.naturalLog(scaledSum / Double(count))
        }
    }
}
