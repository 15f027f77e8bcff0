#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Decodes the JSON answers of identity paths, telling web pages, other text and other JSON apart.
enum AnswerDecoder {
    /// - Throws: `ProbeFailure.html`, `.empty`, `.notJSON` or `.unexpectedShape`.
    static func decode<Answer: Decodable>(
        _ type: Answer.Type, from body: [UInt8]
    ) throws(ProbeFailure) -> Answer {
        switch BodyKind(contentType: "application/json", body: body) {
        case .html: throw .html
        case .empty: throw .empty
        case .json, .text: break
        }
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch let error as DecodingError {
            throw failure(error)
        } catch {
            throw .notJSON(reason: "it cannot be read")
        }
    }

    private static func failure(_ error: DecodingError) -> ProbeFailure {
        switch error {
        case .dataCorrupted(let context):
            .notJSON(reason: context.debugDescription)
        case .keyNotFound(let key, let context):
            .unexpectedShape(
                reason: "\(path(context.codingPath + [key])) is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            .unexpectedShape(reason: "\(path(context.codingPath)) is of another type")
        @unknown default:
            .unexpectedShape(reason: "it cannot be read")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty
            ? "the answer"
            : keys.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }
                .joined(separator: ".")
    }
}
