namespace TeamsCpeApi.Graph; internal sealed class GraphTokens;
