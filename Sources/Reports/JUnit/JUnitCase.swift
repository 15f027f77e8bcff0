import Readiness

/// One test case of a JUnit report.
struct JUnitCase {
    /// How it ended.
    enum Result: Equatable {
        case passed
        /// Shown to be outside: the endpoint's fault.
        case failure(message: String, type: String)
        /// Could not be decided or measured.
        case error(message: String, type: String)
        /// Not applicable.
        case skipped(message: String)
    }

    var className: String
    var name: String
    var result: Result
    /// What the case has to say beside its result.
    var output: String?

    /// The element, indented by four blanks, with a line feed at its end.
    var element: String {
        let opening =
            "    <testcase"
            + XMLText.attributes(["classname": className, "name": name, "time": "0"])
        var inner = ""
        switch result {
        case .passed: break
        case .failure(let message, let type):
            inner += child("failure", message: message, type: type)
        case .error(let message, let type):
            inner += child("error", message: message, type: type)
        case .skipped(let message):
            inner += "      <skipped" + XMLText.attributes(["message": message]) + "/>\n"
        }
        if let output, !output.isEmpty {
            inner += "      <system-out>\(XMLText.escaped(output))</system-out>\n"
        }
        return inner.isEmpty ? opening + "/>\n" : opening + ">\n\(inner)    </testcase>\n"
    }

    private func child(_ name: String, message: String, type: String) -> String {
        "      <\(name)" + XMLText.attributes(["message": message, "type": type])
            + ">\(XMLText.escaped(message))</\(name)>\n"
    }
}
