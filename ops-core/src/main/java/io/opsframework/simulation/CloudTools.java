package io.opsframework.simulation;

import java.util.Map;
import java.util.TreeMap;

import io.opsframework.juju.CloudCredential;
import io.opsframework.juju.CloudSpec;
import org.jspecify.annotations.Nullable;

/**
 * The tool about the cloud.
 */
final class CloudTools {

	private CloudTools() {
	}

	static void addTo(ToolTable table) {
		table.add("credential-get", Options.ofOutput(), CloudTools::credentialGet);
	}

	private static void credentialGet(ToolInvocation tool) {
		tool.arguments().requireAtMost(0);
		SimulatedModel model = tool.hook().model();
		if (model.isKubernetes() && !model.version().isAtLeast(3, 6, 10)) {
			throw failure("not supported on Kubernetes");
		}
		if (model.cloudSpec() == null) {
			throw failure("permission denied");
		}
		tool.write(cloud(model.cloudSpec()));
	}

	private static ToolException failure(String reason) {
		return ToolException.failure("cannot access cloud credentials: " + reason);
	}

	private static Map<String, Object> cloud(CloudSpec spec) {
		Map<String, Object> cloud = new TreeMap<>(Map.of("type", spec.type(), "name", spec.name()));
		put(cloud, "region", spec.region());
		put(cloud, "endpoint", spec.endpoint());
		put(cloud, "identity-endpoint", spec.identityEndpoint());
		put(cloud, "storage-endpoint", spec.storageEndpoint());
		put(cloud, "credential", (spec.credential() != null) ? credential(spec.credential()) : null);
		put(cloud, "cacertificates", spec.caCertificates().isEmpty() ? null : spec.caCertificates());
		put(cloud, "skip-tls-verify", spec.skipTlsVerify() ? true : null);
		put(cloud, "is-controller-cloud", spec.controllerCloud() ? true : null);
		return cloud;
	}

	private static Map<String, Object> credential(CloudCredential spec) {
		Map<String, Object> credential = new TreeMap<>(Map.of("auth-type", spec.authType()));
		put(credential, "attrs", spec.attributes().isEmpty() ? null : spec.attributes());
		put(credential, "redacted", spec.redacted().isEmpty() ? null : spec.redacted());
		return credential;
	}

	// Juju leaves out what is empty.
	private static void put(Map<String, Object> map, String key, @Nullable Object value) {
		if (value != null) {
			map.put(key, value);
		}
	}

}
