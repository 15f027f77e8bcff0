import Foundation
import Simulator

/// What the command line asks for.
struct AccuracyOptions {
    /// Why a command line makes no sense.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    static let help = """
        Usage: DiagnosisAccuracy [OPTIONS]

          --set tuning|report   seeds and strengths to look at while changing weights, or those that
                                only the page is written from (default: tuning)
          --seeds N             runs of each fault, at strengths spread evenly (default: 20)
          --healthy N           runs with nothing wrong (default: 150, and 510 for the report)
          --faults A,B          only these; healthy is one of them
          --seed I              only the run with this number, from 0
          --level L,M           only these: all, client, server, prometheus
          --verbose             print for every run the ranked causes with their clues; no tables
          --dump-clues FILE     write a CSV line for every run and level: 0 to 1 where a clue holds,
                                0 to -1 where it fails, nothing where it is unknown
          --jobs N              runs at once (default: one for each processor)
          --page FILE           print this page with its marked section replaced
        """

    /// Which of the two disjoint sets.
    var set = SubjectSet.tuning
    /// Runs of each fault.
    var seeds = 20
    /// Runs with nothing wrong; nil for the set's own number.
    var healthy: Int?
    /// Names of the faults to look at; nil for all.
    var faults: [String]?
    /// The number of the only run of each fault to look at; nil for all.
    var seed: Int?
    /// The levels of evidence.
    var levels = EvidenceLevel.allCases
    /// Whether every run is told in full.
    var isVerbose = false
    /// Where the clues of all runs go; nil for nowhere.
    var cluesFile: String?
    /// Runs at once.
    var jobs = ProcessInfo.processInfo.activeProcessorCount
    /// The page whose marked section is replaced in what is printed; nil prints tables.
    var page: String?
    /// Whether only the options are to be explained.
    var wantsHelp = false

    /// Reads the options.
    ///
    /// - Parameter arguments: Without the program's name.
    /// - Throws: ``Failure`` when an option is unknown or its value is missing or makes no sense.
    init(arguments: [String]) throws {
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--verbose": isVerbose = true
            case "--help": wantsHelp = true
            default:
                guard let value = rest.popFirst() else {
                    throw Failure(description: "\(option) needs a value, or is unknown; see --help")
                }
                try set(option, to: value)
            }
        }
    }

    private mutating func set(_ option: String, to value: String) throws {
        switch option {
        case "--set": set = try Self.choice(option, value)
        case "--seeds": seeds = try Self.number(option, value, atLeast: 1)
        case "--healthy": healthy = try Self.number(option, value, atLeast: 0)
        case "--seed": seed = try Self.number(option, value, atLeast: 0)
        case "--jobs": jobs = try Self.number(option, value, atLeast: 1)
        case "--page": page = value
        case "--dump-clues": cluesFile = value
        case "--level":
            levels = try value.split(separator: ",").map { try Self.choice(option, String($0)) }
        case "--faults":
            let names = value.split(separator: ",").map(String.init)
            for name in names where CataloguedFault.named(name) == nil && name != Subject.healthy {
                throw Failure(description: "--faults: \"\(name)\" is no fault of the catalogue")
            }
            faults = names
        default: throw Failure(description: "\(option) is unknown; see --help")
        }
    }

    private static func number(_ option: String, _ value: String, atLeast least: Int) throws -> Int
    {
        guard let number = Int(value), number >= least else {
            throw Failure(description: "\(option) is \(value); expected \(least) or more")
        }
        return number
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ option: String, _ value: String
    ) throws -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: value) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(description: "\(option) is \(value); expected one of \(known)")
        }
        return choice
    }

    /// Everything that is to be rehearsed, in the order of the catalogue, healthy runs last.
    var subjects: [Subject] {
        let names = CataloguedFault.all.map(\.name).filter { faults?.contains($0) ?? true }
        let faulty = names.flatMap { name in
            set.subjects(fault: name, count: seeds)
        }
        let wantsHealthy = faults?.contains(Subject.healthy) ?? true
        let sound = wantsHealthy ? set.healthySubjects(count: healthy ?? set.healthyCount) : []
        return (faulty + sound).filter { subject in seed.map { $0 == subject.number } ?? true }
    }
}
