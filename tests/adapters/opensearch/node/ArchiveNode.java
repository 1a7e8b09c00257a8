import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One real OpenSearch node on this machine, with the modules that every distribution has and that the archive needs.
 *
 * Arguments: HOME NAME CLUSTER HTTP_PORT TRANSPORT_PORT SEED,SEED… FIRST_MASTER,FIRST_MASTER…
 */
public final class ArchiveNode extends Node {
    private ArchiveNode(Environment environment) {
        super(
            environment,
            List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, MapperExtrasPlugin.class, PainlessPlugin.class),
            false);
    }

    public static void main(String[] given) throws Exception {
        Settings settings = Settings.builder()
            .put("path.home", given[0])
            .put("node.name", given[1])
            .put("cluster.name", given[2])
            .put("http.port", given[3])
            .put("transport.port", given[4])
            .put("network.host", "127.0.0.1")
            .put("transport.type", "netty4")
            .put("http.type", "netty4")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .putList("discovery.seed_hosts", given[5].split(","))
            .putList("cluster.initial_cluster_manager_nodes", given[6].split(","))
            .build();
        ArchiveNode node = new ArchiveNode(
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), Path.of(given[0], "config"), () -> given[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
                node.awaitClose(10, TimeUnit.SECONDS);
            } catch (Exception stopped) {
                Thread.currentThread().interrupt();
            }
        }));
        node.start();
        System.out.println("started");
        Thread.currentThread().join();
    }
}
