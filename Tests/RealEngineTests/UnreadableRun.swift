import Subprocess

/// A run of `firstlight gate` whose output or files are not what they promise to be.
struct UnreadableRun: Error, CustomStringConvertible {
    var status: TerminationStatus
    var standardOutput: String
    var standardError: String
    var reason: any Error

    var description: String {
        """
        \(reason)
        firstlight ended with \(status)
        standard output: \(standardOutput.isEmpty ? "nothing" : standardOutput)
        standard error: \(standardError.isEmpty ? "nothing" : standardError)
        """
    }
}
