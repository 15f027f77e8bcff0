/// The images of the stack besides the engine's, each pinned.
enum StackImage {
    static let prometheus = "prom/prometheus:v3.13.0"
    static let alertmanager = "prom/alertmanager:v0.33.1"
    static let grafana = "grafana/grafana:12.2.1"
    static let nodeExporter = "prom/node-exporter:v1.10.2"
    /// The one with a shell, which its health check needs.
    static let cardExporter = "nvcr.io/nvidia/k8s/dcgm-exporter:4.4.2-4.7.0-ubuntu22.04"
    static let collector = "otel/opentelemetry-collector-contrib:0.158.0"
    static let jaeger = "jaegertracing/jaeger:2.15.0"
}
