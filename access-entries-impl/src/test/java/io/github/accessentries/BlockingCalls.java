package io.github.accessentries;

import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which methods of the library may wait for the network, for files, for time or for other threads, themselves or by what they call. */
final class BlockingCalls {

    /** By their full names, or those of their types. */
    private static final Set<String> WAITING = Set.of(
            "io.github.accessentries.Sleeper",
            "io.github.accessentries.RateLimit.acquire",
            "io.github.accessentries.kubernetes.KubernetesApi",
            "io.github.accessentries.kubernetes.WritableKubernetesApi",
            "java.nio.file.Files",
            "java.util.concurrent.CountDownLatch.await",
            "java.util.concurrent.CompletableFuture.get",
            "java.util.concurrent.CompletableFuture.join",
            "java.util.concurrent.Future.get",
            "java.util.concurrent.FutureTask.get",
            "java.util.concurrent.Semaphore.acquire",
            "java.util.concurrent.Semaphore.tryAcquire",
            "java.util.concurrent.ThreadPoolExecutor.awaitTermination",
            "java.util.concurrent.ExecutorService.awaitTermination",
            "java.util.concurrent.BlockingQueue.take",
            "okhttp3.Call.execute",
            "software.amazon.awssdk.auth.credentials.AwsCredentialsProvider.resolveCredentials",
            "software.amazon.awssdk.http.ExecutableHttpRequest.call",
            "software.amazon.awssdk.services.cloudtrail.CloudTrailClient",
            "software.amazon.awssdk.services.eks.EksClient",
            "software.amazon.awssdk.services.iam.IamClient",
            "software.amazon.awssdk.services.sts.StsClient");

    /** What those types have beside calls. */
    private static final Set<String> NOT_WAITING = Set.of("builder", "create", "close", "serviceName", "toString");

    private BlockingCalls() {}

    static Set<JavaMethod> of(JavaClasses classes) {
        Map<JavaMethod, Set<JavaMethod>> callers = new HashMap<>();
        Set<JavaMethod> blocking = new HashSet<>();
        for (JavaClass type : classes) {
            for (JavaMethod method : type.getMethods()) {
                overridden(method).forEach(above -> callers(callers, method).add(above));
                for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
                    if (isWaiting(call)) {
                        blocking.add(method);
                    }
                    call.getTarget()
                            .resolveMember()
                            .ifPresent(target -> callers(callers, target).add(method));
                }
            }
        }
        Deque<JavaMethod> left = new ArrayDeque<>(blocking);
        while (!left.isEmpty()) {
            for (JavaMethod caller : callers.getOrDefault(left.remove(), Set.of())) {
                if (blocking.add(caller)) {
                    left.add(caller);
                }
            }
        }
        return blocking;
    }

    private static Set<JavaMethod> callers(Map<JavaMethod, Set<JavaMethod>> callers, JavaMethod called) {
        return callers.computeIfAbsent(called, each -> new HashSet<>());
    }

    private static boolean isWaiting(JavaMethodCall call) {
        String owner = call.getTargetOwner().getFullName();
        return !NOT_WAITING.contains(call.getName())
                && (WAITING.contains(owner) || WAITING.contains(owner + "." + call.getName()));
    }

    /** The methods of this library that it implements or replaces. */
    static Set<JavaMethod> overridden(JavaMethod method) {
        JavaClass owner = method.getOwner();
        List<JavaClass> parameters = method.getRawParameterTypes();
        return Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                .filter(above -> above.getPackageName().startsWith("io.github.accessentries"))
                // A visitor: whoever passes one that waits knows it.
                .filter(above -> !above.getSimpleName().equals("ChangeCases"))
                .flatMap(above -> above.getMethods().stream())
                .filter(above -> above.getName().equals(method.getName())
                        && above.getRawParameterTypes().equals(parameters))
                .collect(toSet());
    }
}
