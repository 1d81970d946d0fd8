package io.opsframework.charm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a charm declares in its files: {@code metadata.yaml}, {@code config.yaml} and
 * {@code actions.yaml} in a charm that is packed, {@code charmcraft.yaml} in its sources.
 * Keys that mean nothing to Juju are ignored, and a charm's name is all that must be
 * there. Maps are in the order of the file.
 */
public final class CharmMetadata {

	private static final String METADATA = "metadata.yaml";

	private static final String CONFIG = "config.yaml";

	private static final String ACTIONS = "actions.yaml";

	private static final String JUJU_INFO = "juju-info";

	private final CharmDescription description;

	private final boolean subordinate;

	private final CharmUser charmUser;

	private final List<Assumption> assumes;

	private final Map<String, RelationMetadata> relations;

	private final Map<String, ContainerMetadata> containers;

	private final Map<String, StorageMetadata> storages;

	private final Map<String, ResourceMetadata> resources;

	private final Map<String, String> payloads;

	private final List<String> extraBindings;

	private final Map<String, ConfigOption> options;

	private final Map<String, ActionMetadata> actions;

	CharmMetadata(YamlValue metadata, YamlValue options, YamlValue actions) {
		this.description = CharmDescription.read(metadata);
		this.subordinate = metadata.get("subordinate").flag(false);
		this.charmUser = metadata.get("charm-user").choice(CharmUser.class, CharmUser.ROOT);
		this.assumes = Assumptions.readAll(metadata.get("assumes"));
		this.relations = RelationMetadata.readAll(metadata);
		this.containers = metadata.get("containers").entries(ContainerMetadata::read);
		this.storages = metadata.get("storage").entries(StorageMetadata::read);
		this.resources = metadata.get("resources").entries(ResourceMetadata::read);
		this.payloads = metadata.get("payloads").entries((payload) -> payload.get("type").requireText("a type"));
		this.extraBindings = List.copyOf(metadata.get("extra-bindings").entries(this::readBinding).keySet());
		this.options = options.entries(ConfigOption::read);
		this.actions = actions.entries(ActionMetadata::read);
	}

	/**
	 * Read the files of a charm that is packed or unpacked: {@code metadata.yaml}, and
	 * {@code config.yaml} and {@code actions.yaml}, which can be missing or empty.
	 * @param charmDirectory the charm's directory
	 * @return what they declare
	 * @throws CharmMetadataException if {@code metadata.yaml} is missing, or one of the
	 * files cannot be read, is not YAML or not of the right shape
	 */
	public static CharmMetadata load(Path charmDirectory) {
		return of(charmDirectory, files(charmDirectory, ParsedFiles.in(charmDirectory)));
	}

	/**
	 * Read the files of a charm, and keep what they say in a form that
	 * {@link #load(Path)} reads faster, for as long as the files stay as they are.
	 * @param charmDirectory the charm's directory, with the application in {@code app}
	 * @return what they declare
	 * @throws CharmMetadataException as {@link #load(Path)}
	 * @throws IOException if it cannot be kept
	 */
	public static CharmMetadata loadAndKeep(Path charmDirectory) throws IOException {
		Map<String, YamlFile> files = files(charmDirectory, new ParsedFiles(Map.of()));
		CharmMetadata metadata = of(charmDirectory, files);
		ParsedFiles.write(charmDirectory, files);
		return metadata;
	}

	private String readBinding(YamlValue binding) {
		if (binding.isPresent()) {
			throw binding.mustBe("a name without a value");
		}
		RelationMetadata relation = this.relations.get(binding.key());
		if (relation != null) {
			throw binding.problem("'%s' needs another name, '%s.%s' has the same".formatted(binding.path(),
					relation.role().section(), relation.endpoint()));
		}
		return binding.key();
	}

	private static CharmMetadata of(Path charmDirectory, Map<String, YamlFile> files) {
		if (!files.containsKey(METADATA)) {
			throw new CharmMetadataException(METADATA, 0,
					"no such file in '%s', which must be a charm's directory".formatted(charmDirectory));
		}
		return new CharmMetadata(root(files, METADATA), root(files, CONFIG).get("options"), root(files, ACTIONS));
	}

	private static YamlValue root(Map<String, YamlFile> files, String name) {
		return files.getOrDefault(name, new YamlFile(name, Map.of(), null, null, null)).root();
	}

	private static Map<String, YamlFile> files(Path charmDirectory, ParsedFiles parsed) {
		Map<String, YamlFile> files = new LinkedHashMap<>();
		for (String name : List.of(METADATA, CONFIG, ACTIONS)) {
			Path file = charmDirectory.resolve(name);
			if (Files.exists(file)) {
				files.put(name, read(file, parsed));
			}
		}
		return files;
	}

	private static YamlFile read(Path file, ParsedFiles parsed) {
		String name = file.getFileName().toString();
		try {
			byte[] yaml = Files.readAllBytes(file);
			YamlFile known = parsed.find(name, yaml);
			return (known != null) ? known : YamlFile.read(name, new ByteArrayInputStream(yaml));
		}
		catch (IOException ex) {
			throw new CharmMetadataException(name, 0, "cannot be read: " + ex);
		}
	}

	/**
	 * Read a {@code charmcraft.yaml}.
	 * @param name the file's name for messages
	 * @param yaml its content in UTF-8; left open
	 * @return what it declares
	 * @throws CharmMetadataException if it cannot be read, is not YAML or not of the
	 * right shape
	 */
	public static CharmMetadata fromCharmcraft(String name, InputStream yaml) {
		return fromCharmcraft(YamlFile.read(name, yaml));
	}

	/**
	 * Read what a {@code charmcraft.yaml} declares that has no other file beside it.
	 * @param charmcraft the file
	 * @return what it declares
	 * @throws CharmMetadataException if the file is not of the right shape
	 */
	public static CharmMetadata fromCharmcraft(YamlFile charmcraft) {
		return fromSources(new CharmSources(charmcraft, Map.of()));
	}

	/**
	 * Read what the files of a charm's sources declare. What charmcraft takes is taken;
	 * where it leaves a value open, as it does below {@code requires} and
	 * {@code containers}, Juju's rules hold.
	 * @param sources the files
	 * @return what they declare
	 * @throws CharmMetadataException if a file is not of the right shape
	 */
	public static CharmMetadata fromSources(CharmSources sources) {
		CharmDescription.checkLengths(sources);
		CharmMetadata metadata = new CharmMetadata(sources.metadata(), sources.options(), sources.actions());
		EntityNames.check(metadata, sources.metadata());
		return metadata;
	}

	/**
	 * The charm's name.
	 * @return the name, never empty
	 */
	public String name() {
		return this.description.name();
	}

	/**
	 * What the charm says about itself.
	 * @return its name, summary, description and the like
	 */
	public CharmDescription description() {
		return this.description;
	}

	/**
	 * Whether the charm's units live beside the units of another application.
	 * @return {@code true} for a subordinate charm
	 */
	public boolean isSubordinate() {
		return this.subordinate;
	}

	/**
	 * The user that the charm runs as on Kubernetes.
	 * @return the user; root where the charm does not say
	 */
	public CharmUser charmUser() {
		return this.charmUser;
	}

	/**
	 * What the charm assumes of Juju and the cloud; all of it must hold.
	 * @return the assumptions
	 */
	public List<Assumption> assumes() {
		return this.assumes;
	}

	/**
	 * The endpoints under {@code requires}, {@code provides} and {@code peers}, in this
	 * order.
	 * @return the endpoints by their name
	 */
	public Map<String, RelationMetadata> relations() {
		return this.relations;
	}

	/**
	 * The workload containers; empty for a machine charm.
	 * @return the containers by their name
	 */
	public Map<String, ContainerMetadata> containers() {
		return this.containers;
	}

	/**
	 * The storages.
	 * @return the storages by their name
	 */
	public Map<String, StorageMetadata> storages() {
		return this.storages;
	}

	/**
	 * The resources.
	 * @return the resources by their name
	 */
	public Map<String, ResourceMetadata> resources() {
		return this.resources;
	}

	/**
	 * The payloads, which Juju has up to 3.6.
	 * @return the types of the payloads by their name
	 */
	public Map<String, String> payloads() {
		return this.payloads;
	}

	/**
	 * The names that can be bound to a network space beside the endpoints.
	 * @return the names
	 */
	public List<String> extraBindings() {
		return this.extraBindings;
	}

	/**
	 * What an operator can bind to a network: the endpoints, the extra bindings, and
	 * {@code juju-info}, which every charm has.
	 * @return their names in the order of the file
	 */
	public Set<String> bindings() {
		Set<String> bindings = new LinkedHashSet<>(this.relations.keySet());
		bindings.addAll(this.extraBindings);
		bindings.add(JUJU_INFO);
		return Collections.unmodifiableSet(bindings);
	}

	/**
	 * The config options.
	 * @return the options by their name
	 */
	public Map<String, ConfigOption> options() {
		return this.options;
	}

	/**
	 * The actions.
	 * @return the actions by their name
	 */
	public Map<String, ActionMetadata> actions() {
		return this.actions;
	}

	/**
	 * The charm's name.
	 */
	@Override
	public String toString() {
		return name();
	}

}
