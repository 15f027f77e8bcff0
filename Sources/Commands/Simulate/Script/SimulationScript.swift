import Readiness
import Simulator

/// What a script file asks for: faults on a time line, and how many replicas they happen to.
struct SimulationScript {
    /// What goes wrong, after what the scenario brings.
    var faults: FaultScript
    /// How many replicas there are; nil as the scenario says.
    var replicas: Int?
    /// How requests are spread over them; nil as the scenario says.
    var balancing: Deployment.Balancing?

    /// Reads a script from a file, YAML or JSON.
    ///
    /// - Parameter path: The file.
    /// - Returns: What it asks for.
    /// - Throws: `ProfileErrors` with every problem, each with its line.
    static func load(path: String) throws(ProfileErrors) -> SimulationScript {
        try parse(TextFile.read(path), file: path)
    }

    /// Reads a script from a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - file: What messages call it.
    /// - Returns: What it asks for.
    /// - Throws: As ``load(path:)``.
    static func parse(_ text: String, file: String) throws(ProfileErrors) -> SimulationScript {
        let document = try YAMLDocument(text, file: file)
        return try SimulationScriptReader(document: document).read()
    }

    /// Puts the script on a deployment.
    func applied(to deployment: Deployment) -> Deployment {
        var deployment = deployment
        deployment.replicas = replicas ?? deployment.replicas
        deployment.balancing = balancing ?? deployment.balancing
        deployment.server.faults.rules += faults.rules
        return deployment
    }
}
