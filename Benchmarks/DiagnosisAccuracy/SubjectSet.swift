import Simulator

/// One of two sets of runs that have no seed and no strength in common.
enum SubjectSet: String, CaseIterable {
    /// What weights may be changed by.
    case tuning
    /// What is measured with the weights as they are, for the page only.
    case report

    /// How many healthy runs there are unless told otherwise.
    var healthyCount: Int {
        switch self {
        case .tuning: 150
        case .report: 510
        }
    }

    private var firstSeed: UInt64 {
        switch self {
        case .tuning: 1_000
        case .report: 900_000
        }
    }

    /// Where between two neighbouring strengths of an even grid the strengths of this set lie.
    private var offset: Double {
        switch self {
        case .tuning: 0.25
        case .report: 0.75
        }
    }

    /// Runs of a fault, from barely there to as bad as it gets: strength (i + offset) / count.
    func subjects(fault: String, count: Int) -> [Subject] {
        (0..<count).map { number in
            Subject(
                truth: fault, number: number,
                strength: (Double(number) + offset) / Double(count),
                seed: firstSeed + UInt64(number))
        }
    }

    /// Runs with nothing wrong, in turn at each level of load.
    func healthySubjects(count: Int) -> [Subject] {
        (0..<count).map { number in
            Subject(
                truth: Subject.healthy, number: number, strength: 0,
                seed: firstSeed + UInt64(number))
        }
    }
}
