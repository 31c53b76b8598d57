namespace TeamsCpeApi.Graph; internal sealed class GraphHttp;
