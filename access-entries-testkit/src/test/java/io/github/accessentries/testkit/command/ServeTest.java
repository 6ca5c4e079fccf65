package io.github.accessentries.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.testkit.ControlApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** The serve command, as a process of its own that a test talks to and ends. */
@Isolated("it measures time, which others must not take away")
@Timeout(120)
class ServeTest {

    private static final int IDLE_CLIENTS = 300;
    private static final int CALLS_OF_EACH = 6;
    private static final String USER = "arn:aws:iam::111122223333:user/test";
    private static final String ROLE = "arn:aws:iam::111122223333:role/dev";
    private static final int KILLED_BY_SIGTERM = 128 + 15;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(List<String> jvmOptions, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    private static EksClient eks(SdkHttpClient http, URI endpoint) {
        return EksClient.builder()
                .httpClient(http)
                .endpointOverride(endpoint)
                .region(Region.US_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private static URI endpoint(BufferedReader out) throws IOException {
        String ready = out.readLine();
        assertThat(ready).matches("EKS endpoint: http://127\\.0\\.0\\.1:[1-9][0-9]*");
        return URI.create(ready.substring("EKS endpoint: ".length()));
    }

    /** Unlike the process itself, its handle ends it without closing what it has printed. */
    private static void terminate(Process process) {
        assertThat(process.toHandle().destroy()).as("SIGTERM sent").isTrue();
    }

    private static BufferedReader outOf(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void server_ready_answersUntilSigterm_andLeavesThePort() throws Exception {
        Process process = start(List.of("-Djava.net.preferIPv6Addresses=true"), "--port", "0");
        try (BufferedReader out = outOf(process)) {
            URI endpoint = endpoint(out);
            ControlApi control = new ControlApi(endpoint);
            assertThat(control.call(200, "GET", "/_fake/health", "")).hasToString("{\"status\":\"ok\"}");
            try (SdkHttpClient http = Apache5HttpClient.create();
                    EksClient eks = eks(http, endpoint)) {
                eks.createAccessEntry(r -> r.clusterName("demo").principalArn(ROLE));
                assertThat(eks.listAccessEntries(r -> r.clusterName("demo")).accessEntries())
                        .containsExactly(ROLE, USER);

                control.call(200, "POST", "/_fake/reset", "");

                assertThat(eks.listClusters().clusters()).containsExactly("demo");
                assertThat(eks.listAccessEntries(r -> r.clusterName("demo")).accessEntries())
                        .as("whoever made the cluster is its administrator")
                        .containsExactly(USER);
            }

            terminate(process);

            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("the process ended")
                    .isTrue();
            assertThat(process.exitValue()).isEqualTo(KILLED_BY_SIGTERM);
            assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close())
                    .isInstanceOf(ConnectException.class);
            assertThat(out.lines().filter(line -> line.startsWith("EKS endpoint")))
                    .isEmpty();
        }
    }

    @Test
    void threeHundredIdleClients_loseNoConnection() throws Exception {
        Process process = start(List.of(), "--port", "0");
        List<Socket> clients = new ArrayList<>();
        try (BufferedReader out = outOf(process)) {
            URI endpoint = endpoint(out);
            for (int client = 0; client < IDLE_CLIENTS; client++) {
                Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
                socket.setSoTimeout(30_000);
                clients.add(socket);
            }
            int answered = 0;
            for (int call = 0; call < CALLS_OF_EACH; call++) {
                for (Socket client : clients) {
                    answered += isAnswered(client) ? 1 : 0;
                }
            }

            assertThat(answered).isEqualTo(IDLE_CLIENTS * CALLS_OF_EACH);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static boolean isAnswered(Socket client) {
        String expected = "{\"status\":\"ok\"}";
        try {
            client.getOutputStream()
                    .write("GET /_fake/health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf(expected) < 0) {
                int next = client.getInputStream().read();
                if (next < 0) {
                    return false;
                }
                answer.append((char) next);
            }
            return answer.indexOf("HTTP/1.1 200") == 0;
        } catch (SocketException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void invitation_hasExportsForAllServices_andTheWayToKubectl() throws Exception {
        Process process = start(List.of(), "--port", "0");
        try (BufferedReader out = outOf(process)) {
            URI endpoint = endpoint(out);
            List<String> lines = new ArrayList<>();
            for (String line = out.readLine(); !line.contains("/_fake/reset"); line = out.readLine()) {
                lines.add(line.strip());
            }

            assertThat(lines)
                    .contains(
                            "export AWS_ENDPOINT_URL=" + endpoint,
                            "aws eks update-kubeconfig --name demo --kubeconfig demo.kubeconfig",
                            "kubectl --kubeconfig demo.kubeconfig auth whoami");
        }
    }

    @Test
    void seedAndAnyCredentials_areServed(@TempDir Path directory) throws Exception {
        Path seed = Files.writeString(directory.resolve("seed.yaml"), "version: 1\nclusters: [{name: prod}]");
        Process process =
                start(List.of(), "--port=0", "--host", "localhost", "--seed", seed.toString(), "--any-credentials");
        try (BufferedReader out = outOf(process);
                SdkHttpClient http = Apache5HttpClient.create();
                EksClient eks = EksClient.builder()
                        .httpClient(http)
                        .endpointOverride(endpoint(out))
                        .region(Region.US_WEST_2)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "any")))
                        .build()) {
            assertThat(eks.listClusters().clusters()).containsExactly("prod");
        }
    }
}
