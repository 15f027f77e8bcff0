import Telemetry

/// A start-up log that the user names.
enum StartupLogFile {
    /// Reads the log.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - name: How messages call it.
    /// - Returns: What the engine said while it started.
    /// - Throws: `UsageError` when it cannot be read, or no engine wrote it.
    static func read(_ path: String, called name: String) throws(UsageError) -> StartupLog {
        let log: StartupLog
        do {
            log = try StartupLog.read(file: path)
        } catch {
            throw UsageError("\(name) cannot be read: \(error.problem)")
        }
        guard log.engine != nil else {
            throw UsageError(
                "\(name): none of its \(log.lines) lines is one that an engine writes; expected "
                    + "the log of vLLM, SGLang, TGI, llama-server or TensorRT-LLM from its start on"
            )
        }
        return log
    }
}
