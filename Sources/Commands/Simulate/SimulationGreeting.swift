import Foundation
import Simulator

/// What is told once a simulated server listens, and where.
struct SimulationGreeting: Sendable {
    /// What is simulated.
    let title: String
    /// Where the engine's start is written to.
    let logFile: String?
    /// Whether the engine's start is printed.
    let isVerbose: Bool
    /// Whether nothing is printed.
    let isQuiet: Bool
    /// What there is to see, and how to look; nothing for a scenario.
    var hints: SimulationHints?

    /// Writes the engine's start, and says where the server is.
    ///
    /// - Parameters:
    ///   - server: The server.
    ///   - console: Where remarks go.
    func say(of server: RunningServer, _ console: Console) {
        let lines = server.startupLog.lines
        if let logFile {
            do {
                try OutputFile.write(
                    Data((lines.joined(separator: "\n") + "\n").utf8), to: logFile, .replacing)
            } catch {
                console.note("\(error)")
            }
        }
        guard !isQuiet else { return }
        if isVerbose {
            for line in lines {
                console.note(line)
            }
        }
        console.note("simulating \(title) at \(server.baseURL); stop with Ctrl-C")
        for line in hints?.lines(of: server) ?? [] {
            console.note(line)
        }
    }
}
