/// Reads optional members of a body with the type checks, and the words, of pydantic.
struct FieldReader {
    let body: JSONValue
    var path = "body"

    func string(_ name: String) throws(APIError) -> String? {
        switch body[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        case let other?:
            throw mismatch(name, "string_type", "Input should be a valid string", other)
        }
    }

    func integer(_ name: String) throws(APIError) -> Int? {
        switch body[name] {
        case nil, .null?: return nil
        case .integer(let number)?: return number
        case .double(let number)? where number.rounded() == number && number.magnitude < 1e15:
            return Int(number)
        case let other?:
            throw mismatch(name, "int_type", "Input should be a valid integer", other)
        }
    }

    func double(_ name: String) throws(APIError) -> Double? {
        switch body[name] {
        case nil, .null?: return nil
        case let value?:
            guard let number = value.number else {
                throw mismatch(name, "float_type", "Input should be a valid number", value)
            }
            return number
        }
    }

    func bool(_ name: String) throws(APIError) -> Bool? {
        switch body[name] {
        case nil, .null?: return nil
        case .bool(let flag)?: return flag
        case let other?:
            throw mismatch(name, "bool_type", "Input should be a valid boolean", other)
        }
    }

    private func mismatch(
        _ name: String, _ kind: String, _ message: String, _ value: JSONValue
    ) -> APIError {
        .validation(
            kind, at: "\(path).\(name)", message, input: CompletionRequest.pythonText(value))
    }
}
