namespace TeamsCpeApi.Graph; internal sealed class GraphSender;
