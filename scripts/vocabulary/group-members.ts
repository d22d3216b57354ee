import type { Group } from '../../src/core/groups';

/**
 * Who is in each group: synsets with all their kinds, and classes by their usual word.
 *
 * A class that is named goes where it is named. The others go with the first synset, in the order of the
 * groups, that covers them.
 */
export const groupMembers: Readonly<Record<Group, readonly string[]>> = {
  dog: ['n02084071'],
  cat: ['n02121808'],
  'wild-cat': ['n02120997'],
  // With apes and lemurs.
  monkey: ['n02469914'],
  'farm-animal': ['sorrel', 'hog', 'ox', 'water buffalo', 'ram', 'Arabian camel', 'llama'],
  // Rodents; rabbits and hares; weasels and their kin; mongooses; those that lay eggs.
  'small-mammal': [
    ...['n02329401', 'n02323449', 'n02441326', 'n02134971', 'n01871875'],
    ...['armadillo', 'lesser panda'],
  ],
  // All other mammals.
  'wild-animal': ['n01861778', 'tusker'],
  bird: ['n01503061'],
  snake: ['n01726692'],
  // With amphibians.
  reptile: ['n01661091', 'n01627424'],
  fish: ['n02512053'],
  // Whales and seals; corals and jellyfish; shellfish; starfish and their kin; crabs and lobsters.
  'sea-animal': [
    ...['grey whale', 'killer whale', 'dugong', 'sea lion'],
    ...['n01909422', 'n01940736', 'n02316707', 'n01974773'],
  ],
  // With all small things that creep.
  insect: ['n02159955', 'n01922303', 'snail', 'slug', 'centipede', 'trilobite', 'honeycomb'],
  // With all arachnids.
  spider: ['n01769347', 'spider web'],
  food: ['n00021265'],
  'fruit-or-vegetable': ['n07705711', 'corn', 'ear'],
  drink: ['espresso', 'cup'],
  alcohol: [
    ...['red wine', 'eggnog', 'beer bottle', 'beer glass', 'wine bottle', 'whiskey jug', 'goblet'],
    'cocktail shaker',
  ],
  plant: ['n00017222', 'hay', 'rapeseed', 'acorn', 'hip', 'buckeye'],
  mushroom: ['n12992868', 'mushroom'],
  // With the parts of cars.
  car: [
    ...['n02958343', 'go-kart', 'car mirror', 'car wheel', 'disk brake', 'grille', 'odometer'],
    ...['seat belt'],
  ],
  boat: ['n04530566', 'paddle', 'paddlewheel'],
  aircraft: ['n02686568', 'space shuttle', 'parachute', 'wing'],
  vehicle: ['n03100490', 'ambulance'],
  // With what people swim in.
  underwear: ['n04371563', 'brassiere', 'n03710637'],
  shoe: ['n03380867', 'sock'],
  // Hats, ties and scarves by their kind.
  accessory: [
    ...['n03502509', 'n03815615', 'n04143897', 'pickelhaube', 'wig', 'mask', 'ski mask'],
    ...['gasmask', 'necklace', 'sunglass', 'sunglasses', 'umbrella', 'purse', 'wallet'],
    ...['backpack', 'mailbag', 'buckle', 'hair slide', 'mitten', 'handkerchief'],
  ],
  clothing: ['n03051540', 'cloak'],
  furniture: ['n03405725'],
  // Lights and fire; fabrics; cleaning and heating; what stands about.
  household: [
    ...['table lamp', 'lampshade', 'candle', 'torch', 'spotlight', "jack-o'-lantern", 'lighter'],
    ...['matchstick', 'pillow', 'quilt', 'doormat', 'prayer rug', 'velvet', 'wool', 'bib'],
    ...['Christmas stocking', 'thimble', 'spindle', 'sewing machine', 'safety pin', 'iron'],
    ...['washer', 'vacuum', 'broom', 'swab', 'ashcan', 'electric fan', 'space heater'],
    ...['radiator', 'fire screen', 'window screen', 'window shade', 'mosquito net', 'mousetrap'],
    ...['switch', 'vase', 'pot', 'birdhouse', 'nipple', 'muzzle'],
  ],
  // Pots and pans, and kitchen appliances, by their kind.
  kitchen: [
    ...['n03101986', 'n03620052', 'refrigerator', 'dishwasher', 'stove', 'can opener'],
    ...['corkscrew', 'cleaver', 'plate rack', 'mixing bowl', 'soup bowl', 'wooden spoon', 'ladle'],
    ...['saltshaker', 'measuring cup', 'coffee mug', 'pitcher', 'mortar', 'strainer'],
    ...['dishrag', 'paper towel', 'tray'],
  ],
  // With what people do for their looks.
  bathroom: [
    ...['n04447443', 'bathtub', 'washbasin', 'toilet seat', 'toilet tissue', 'plunger'],
    ...['soap dispenser', 'shower curtain', 'shower cap', 'bath towel', 'hand blower', 'diaper'],
    ...['medicine chest'],
  ],
  container: [
    ...['n02876657', 'barrel', 'rain barrel', 'bottlecap', 'bucket', 'carton', 'chest', 'crate'],
    ...['hamper', 'milk can', 'packet', 'plastic bag', 'safe', 'shopping basket'],
    ...['shopping cart', 'tub'],
  ],
  // With the laboratory.
  medical: [
    ...['Band Aid', 'crutch', 'neck brace', 'oxygen mask', 'pill bottle', 'stethoscope'],
    ...['stretcher', 'syringe', 'beaker', 'Petri dish'],
  ],
  // With machines, and what is made fast with tools.
  tool: [
    ...['n04451818', 'n03126707', "carpenter's kit", 'paintbrush', 'barrow', "potter's wheel"],
    ...['nail', 'screw', 'hook', 'chain', 'coil', 'knot', 'pole', 'reel', 'padlock'],
    ...['combination lock', 'oil filter', 'harvester', 'thresher', 'drilling platform'],
    ...['solar dish', 'cash machine', 'slot', 'vending machine'],
  ],
  weapon: [
    ...['n04565375', 'missile', 'tank', 'half track', 'guillotine', 'holster', 'scabbard'],
    ...['shield', 'breastplate', 'cuirass', 'chain mail', 'bulletproof vest'],
  ],
  instrument: ['n03800933', 'pick', 'drumstick'],
  electronics: [
    ...['n03278248', 'n03082979', 'n02942699', 'hard disc', 'mouse', 'space bar', 'radio'],
    ...['loudspeaker', 'microphone', 'remote control', 'cassette', 'projector', 'home theater'],
    ...['lens cap', 'tripod'],
  ],
  'screen-or-document': [
    ...['web site', 'screen', 'monitor', 'television', 'scoreboard', 'menu', 'comic book'],
    ...['book jacket', 'crossword puzzle', 'envelope'],
  ],
  office: [
    ...['n03906997', 'pencil box', 'pencil sharpener', 'rubber eraser', 'rule', 'slide rule'],
    ...['abacus', 'binder', 'letter opener', 'typewriter keyboard', 'photocopier'],
  ],
  // With all that measures or brings near.
  clock: ['n03733925', 'magnetic compass', 'binoculars', 'loupe', 'radio telescope'],
  // With camping.
  sport: [
    ...['n04285146', 'n02778669', 'pool table', 'puck', 'racket', 'ski', 'snorkel', 'knee pad'],
    ...['football helmet', 'mountain tent', 'sleeping bag', 'whistle'],
  ],
  toy: [...['teddy', 'jigsaw puzzle', 'pinwheel', 'piggy bank', 'swing', 'carousel', 'bubble']],
  building: [
    ...['n04341686', 'n04105068', 'mobile home', 'bell cote', 'water tower', 'pier', 'stage'],
    ...['theater curtain', 'shoji', 'maze', 'maypole'],
  ],
  street: [
    ...['street sign', 'traffic light', 'parking meter', 'gas pump', 'manhole cover', 'mailbox'],
    ...['flagpole'],
  ],
  landscape: ['n09287968'],
  person: ['n00007846'],
};
