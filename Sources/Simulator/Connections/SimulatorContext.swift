import Hummingbird
import NIOCore

/// What a request handler knows besides the request: its connection.
struct SimulatorContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }
}
