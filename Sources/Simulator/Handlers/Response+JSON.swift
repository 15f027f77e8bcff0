import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A response with a JSON body.
    static func json(status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// A refusal with its error object.
    static func refusal(_ error: APIError, retryAfterSeconds: Int? = nil) -> Response {
        var response = json(status: HTTPResponse.Status(code: error.status), error.json)
        if let retryAfterSeconds {
            response.headers[.retryAfter] = "\(retryAfterSeconds)"
        }
        return response
    }
}
