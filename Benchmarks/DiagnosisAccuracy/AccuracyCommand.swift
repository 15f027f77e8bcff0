import Foundation
import MarkedPages

/// Measures how often a diagnosis names the fault that was put in, and how often it accuses a healthy endpoint.
///
/// Every run is rehearsed in virtual time, once, and diagnosed at four levels of evidence. Tables go to the standard output; with
/// `--page FILE` the page goes there instead, its marked section replaced, and the tables go to the standard error. The page is
/// read before the first run and never written: whoever runs the program decides where its output goes.
@main
enum AccuracyCommand {
    static func main() async {
        do {
            let options = try AccuracyOptions(
                arguments: Array(CommandLine.arguments.dropFirst()))
            if options.wantsHelp {
                write(AccuracyOptions.help + "\n", to: .standardOutput)
                return
            }
            try await run(options)
        } catch {
            write("DiagnosisAccuracy: \(error)\n", to: .standardError)
            exit(error is AccuracyOptions.Failure ? 2 : 1)
        }
    }

    private static func run(_ options: AccuracyOptions) async throws {
        let page = try options.page.map { try MarkedPage(path: $0, section: "diagnosis-accuracy") }
        let subjects = options.subjects
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(subjects.count * options.levels.count)
        let start = ContinuousClock.now
        var finished = 0
        let trials = subjects.map {
            Trial(subject: $0, levels: options.levels, isDigested: options.isVerbose)
        }
        try await Trial.each(of: trials, jobs: options.jobs) { results in
            outcomes += results
            finished += 1
            if options.isVerbose {
                for outcome in results {
                    write(outcome.account + "\n", to: .standardOutput)
                }
            } else if finished.isMultiple(of: 50) || finished == subjects.count {
                write("\(finished) of \(subjects.count) runs\n", to: .standardError)
            }
        }
        let elapsed = start.duration(to: .now)
        // Runs end in any order; what is told of them may not depend on it.
        outcomes.sort { $0.sortKey < $1.sortKey }
        if let file = options.cluesFile {
            try ClueTable(outcomes).text.write(toFile: file, atomically: true, encoding: .utf8)
        }
        if options.isVerbose { return }
        let accuracy = Accuracy(outcomes, levels: options.levels)
        let tables = AccuracyText(accuracy, elapsed: elapsed).text + "\n"
        guard let page else {
            write(tables, to: .standardOutput)
            return
        }
        let content = AccuracyPage(accuracy, options: options).markdown
        write(page.replacing(with: content), to: .standardOutput)
        write(tables, to: .standardError)
    }

    private static func write(_ text: String, to handle: FileHandle) {
        handle.write(Data(text.utf8))
    }
}
