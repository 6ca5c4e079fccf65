package io.github.accessentries.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.internal.command.AwsClients;
import io.github.accessentries.internal.command.Cancellation;
import io.github.accessentries.internal.command.CommandContext;
import io.github.accessentries.internal.command.Connection;
import io.github.accessentries.internal.command.Terminal;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.testkit.FakeEks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The program within a test, whose AWS is a fake in memory, and whose caller is the fake's user {@code test}. */
final class FakedProgram {

    /** What only authors of programs know: calls as remedies for them name it, classes with their packages, threads. */
    private static final String JAVA =
            "(?<![\\w(])[A-Za-z]\\w+\\((\\.{2,3}|…)?\\)|\\b(java|javax|io|software)(\\.[a-z]\\w*)+\\.[A-Z]\\w+|plan context"
                    + "|\\bthe thread\\b|[Gg]ive a directory\\b";

    private final FakeEks fake;
    private final Deque<String> answers = new ArrayDeque<>();
    private Cancellation cancellation = Cancellation.ofThisThread();
    private UnaryOperator<EksClient> way = eks -> eks;
    private Runnable whileAsked = () -> {};
    private boolean atATerminal;
    private String out = "";
    private String err = "";

    FakedProgram(FakeEks fake) {
        this.fake = fake;
    }

    /** Somebody sits at a terminal, who answers the next question. */
    FakedProgram answering(String answer) {
        atATerminal = true;
        answers.add(answer);
        return this;
    }

    /** As {@link #answering}, but others are at work while the question is open. */
    FakedProgram answering(String answer, Runnable meanwhile) {
        whileAsked = meanwhile;
        return answering(answer);
    }

    /** The program reaches EKS by way of something else. */
    FakedProgram byWayOf(UnaryOperator<EksClient> other) {
        way = other;
        return this;
    }

    int run(String... arguments) {
        StringWriter printed = new StringWriter();
        StringWriter told = new StringWriter();
        cancellation = Cancellation.ofThisThread();
        int code = Main.commandLine(new CommandContext(new Clients(), new Person(), cancellation), arguments)
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(told))
                .execute(arguments);
        out = printed.toString();
        err = told.toString();
        if (!List.of(arguments).contains("--debug")) {
            assertThat(out + err).as("for somebody who writes no Java").doesNotContainPattern(JAVA);
        }
        return code;
    }

    /** What the last run printed. */
    String out() {
        return out;
    }

    /** What the last run told beside it. */
    String err() {
        return err;
    }

    /** As Ctrl-C, by a thread of its own, while the command runs. */
    void interrupt() {
        Cancellation running = cancellation;
        Thread signal = new Thread(running::request, "signal");
        signal.setDaemon(true);
        signal.start();
        while (!running.isRequested()) {
            Thread.onSpinWait();
        }
    }

    private final class Person implements Terminal {

        @Override
        public boolean isInteractive() {
            return atATerminal;
        }

        @Override
        public boolean showsResults() {
            return atATerminal;
        }

        @Override
        public boolean confirms(String question) {
            whileAsked.run();
            return answers.remove().equals("yes");
        }
    }

    private final class Clients implements AwsClients {

        @Override
        public EksClient eks(Connection connection) {
            return way.apply(fake.eksClient(fake.iam().user("test").credentials()));
        }

        @Override
        public StsClient sts(Connection connection) {
            return fake.stsClient(fake.iam().user("test").credentials());
        }

        @Override
        public IamClient iam(Connection connection) {
            return IamClient.builder()
                    .httpClient(fake.sdkHttpClient())
                    .credentialsProvider(fake.iam().user("test").credentials())
                    .region(Region.AWS_GLOBAL)
                    .build();
        }

        @Override
        public WritableKubernetesApi kubernetes(Connection connection, EksClient eks, String cluster) {
            return ApiClientKubernetesApi.of(
                    fake.cluster(cluster).apiClient(fake.iam().user("test")));
        }
    }
}
