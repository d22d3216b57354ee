// Made by `npm run vocabulary` from scripts/vocabulary and WordNet: change those, not this file.
//
// WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Used by its licence, which stands
// in scripts/vocabulary/WORDNET-LICENSE.txt.

/** The plain name of each class, in the order of the classes. */
export const nameTable = `
tench
goldfish
great white shark
tiger shark
hammerhead shark
electric ray
stingray
rooster
hen
ostrich
brambling
goldfinch
house finch
junco
indigo bunting
robin
bulbul
jay
magpie
chickadee
dipper (bird)
kite (bird)
bald eagle
vulture
great grey owl
fire salamander
common newt
eft (young newt)
spotted salamander
axolotl
bullfrog
tree frog
tailed frog
loggerhead turtle
leatherback turtle
mud turtle
terrapin
box turtle
banded gecko
iguana
anole lizard
whiptail lizard
agama lizard
frilled lizard
alligator lizard
Gila monster
green lizard
chameleon
Komodo dragon
Nile crocodile
American alligator
triceratops
worm snake
ringneck snake
hognose snake
green snake
king snake
garter snake
water snake
vine snake
night snake
boa constrictor
rock python
Indian cobra
green mamba
sea snake
horned viper
diamondback rattlesnake
sidewinder rattlesnake
trilobite
daddy longlegs
scorpion
black-and-gold garden spider
barn spider
garden spider
black widow spider
tarantula
wolf spider
tick
centipede
black grouse
ptarmigan
ruffed grouse
prairie chicken
peacock
quail
partridge
African grey parrot
macaw
sulphur-crested cockatoo
lorikeet
coucal
bee-eater
hornbill
hummingbird
jacamar
toucan
drake (duck)
red-breasted merganser
goose
black swan
tusked elephant
echidna
platypus
wallaby
koala
wombat
jellyfish
sea anemone
brain coral
flatworm
nematode worm
conch
snail
slug
sea slug
chiton
nautilus
Dungeness crab
rock crab
fiddler crab
king crab
American lobster
spiny lobster
crayfish
hermit crab
isopod
white stork
black stork
spoonbill
flamingo
little blue heron
great egret
bittern
crane (bird)
limpkin
European gallinule
American coot
bustard
ruddy turnstone
dunlin
redshank
dowitcher
oystercatcher
pelican
king penguin
albatross
grey whale
killer whale
dugong
sea lion
Chihuahua
Japanese Chin
Maltese dog
Pekingese
Shih Tzu
Blenheim spaniel
papillon (dog)
toy terrier
Rhodesian ridgeback
Afghan hound
basset hound
beagle
bloodhound
bluetick coonhound
black-and-tan coonhound
Walker foxhound
English foxhound
redbone coonhound
borzoi
Irish wolfhound
Italian greyhound
whippet
Ibizan hound
Norwegian elkhound
otterhound
Saluki
Scottish deerhound
Weimaraner
Staffordshire bull terrier
American Staffordshire terrier
Bedlington terrier
border terrier
Kerry blue terrier
Irish terrier
Norfolk terrier
Norwich terrier
Yorkshire terrier
wire-haired fox terrier
Lakeland terrier
Sealyham terrier
Airedale terrier
cairn terrier
Australian terrier
Dandie Dinmont terrier
Boston terrier
miniature schnauzer
giant schnauzer
standard schnauzer
Scottish terrier
Tibetan terrier
silky terrier
soft-coated wheaten terrier
West Highland white terrier
Lhasa apso
flat-coated retriever
curly-coated retriever
golden retriever
Labrador retriever
Chesapeake Bay retriever
German shorthaired pointer
vizsla
English setter
Irish setter
Gordon setter
Brittany spaniel
clumber spaniel
English springer spaniel
Welsh springer spaniel
cocker spaniel
Sussex spaniel
Irish water spaniel
kuvasz
schipperke
Groenendael sheepdog
Belgian Malinois
briard
kelpie (dog)
komondor
Old English sheepdog
Shetland sheepdog
collie
border collie
Bouvier des Flandres
Rottweiler
German shepherd
Doberman
miniature pinscher
Greater Swiss mountain dog
Bernese mountain dog
Appenzeller mountain dog
Entlebucher mountain dog
boxer (dog)
bullmastiff
Tibetan mastiff
French bulldog
Great Dane
Saint Bernard
husky
Alaskan malamute
Siberian husky
Dalmatian
affenpinscher
basenji
pug
Leonberger
Newfoundland dog
Great Pyrenees (dog)
Samoyed
Pomeranian
chow chow
keeshond
Brussels griffon
Pembroke Welsh corgi
Cardigan Welsh corgi
toy poodle
miniature poodle
standard poodle
Mexican hairless dog
timber wolf
Arctic wolf
red wolf
coyote
dingo
dhole
African wild dog
hyena
red fox
kit fox
Arctic fox
grey fox
tabby cat
tiger cat
Persian cat
Siamese cat
Egyptian cat
cougar
lynx
leopard
snow leopard
jaguar
lion
tiger
cheetah
brown bear
black bear
polar bear
sloth bear
mongoose
meerkat
tiger beetle
ladybug
ground beetle
long-horned beetle
leaf beetle
dung beetle
rhinoceros beetle
weevil
fly
bee
ant
grasshopper
cricket (insect)
stick insect
cockroach
praying mantis
cicada
leafhopper
lacewing
dragonfly
damselfly
admiral butterfly
ringlet butterfly
monarch butterfly
cabbage white butterfly
sulphur butterfly
gossamer-winged butterfly
starfish
sea urchin
sea cucumber
cottontail rabbit
hare
Angora rabbit
hamster
porcupine
fox squirrel
marmot
beaver
guinea pig
horse
zebra
pig
wild boar
warthog
hippopotamus
ox (cattle)
water buffalo
bison
sheep
bighorn sheep
ibex
hartebeest
impala
gazelle
camel
llama
weasel
mink
polecat
black-footed ferret
otter
skunk
badger
armadillo
three-toed sloth
orangutan
gorilla
chimpanzee
gibbon
siamang
guenon monkey
patas monkey
baboon
macaque
langur monkey
colobus monkey
proboscis monkey
marmoset
capuchin monkey
howler monkey
titi monkey
spider monkey
squirrel monkey
ring-tailed lemur
indri lemur
Asian elephant
African elephant
red panda
giant panda
snoek (fish)
eel
coho salmon
rock beauty fish
clownfish
sturgeon
gar (fish)
lionfish
pufferfish
abacus
abaya
academic gown
accordion
acoustic guitar
aircraft carrier
airliner
airship
altar
ambulance
amphibious vehicle
analog clock
beehives
apron
trash can
assault rifle
backpack
bakery
balance beam
balloon
ballpoint pen
Band-Aid
banjo
banister
barbell
barber chair
barbershop
barn
barometer
barrel
wheelbarrow
baseball
basketball
bassinet
bassoon
swimming cap
bath towel
bathtub
station wagon
lighthouse
beaker
bearskin hat
beer bottle
beer glass
bell tower
bib
tandem bicycle
bikini
ring binder
binoculars
birdhouse
boathouse
bobsled
bolo tie
bonnet (hat)
bookcase
bookstore
bottle cap
archery bow
bow tie
memorial plaque
bra
breakwater
breastplate
broom
bucket
buckle
bulletproof vest
bullet train
butcher shop
taxi
cauldron
candle
cannon
canoe
can opener
cardigan
car mirror
carousel
tool kit
carton
car wheel
cash machine
cassette tape
cassette player
castle
catamaran
CD player
cello
cell phone
chain
chain-link fence
chain mail
chainsaw
storage chest
chest of drawers
chimes
china cabinet
Christmas stocking
church
movie theater
cleaver
cliff dwelling
cloak
clog (shoe)
cocktail shaker
coffee mug
coffeepot
coil
combination lock
computer keyboard
candy store
container ship
convertible
corkscrew
trumpet
cowboy boot
cowboy hat
cradle
crane (machine)
crash helmet
crate
baby crib
slow cooker
croquet ball
crutch
cuirass (armor)
dam
desk
desktop computer
rotary telephone
diaper
digital clock
digital watch
dining table
dishcloth
dishwasher
disc brake
dock
dogsled
dome
doormat
oil rig
drum
drumstick (music)
dumbbell
Dutch oven
electric fan
electric guitar
electric locomotive
entertainment center
envelope
espresso machine
face powder
feather boa
filing cabinet
fireboat
fire engine
fireplace screen
flagpole
flute
folding chair
football helmet
forklift
fountain
fountain pen
four-poster bed
freight car
French horn
frying pan
fur coat
garbage truck
gas mask
gas pump
goblet
go-kart
golf ball
golf cart
gondola (boat)
gong
gown (dress)
grand piano
greenhouse
car grille
grocery store
guillotine
hair clip
hair spray
half-track
hammer
hamper (basket)
hair dryer
handheld computer
handkerchief
hard disk
harmonica
harp
harvester
hatchet
holster
home theater
honeycomb
hook
hoop skirt
horizontal bar
horse cart
hourglass
iPod
clothes iron
jack-o'-lantern
jeans
jeep
T-shirt
jigsaw puzzle
rickshaw
joystick
kimono
knee pad
knot
lab coat
ladle
lampshade
laptop
lawn mower
lens cap
letter opener
library
lifeboat
lighter
limousine
ocean liner
lipstick
loafer (shoe)
lotion
loudspeaker
loupe (magnifier)
sawmill
compass
mailbag
mailbox
maillot
one-piece swimsuit
manhole cover
maraca
marimba
mask
matchstick
maypole
maze
measuring cup
medicine cabinet
megalith
microphone
microwave oven
military uniform
milk can
minibus
miniskirt
minivan
missile
mitten
mixing bowl
mobile home
Ford Model T
modem
monastery
computer monitor
moped
mortar and pestle
graduation cap
mosque
mosquito net
motor scooter
mountain bike
tent
computer mouse
mousetrap
moving van
animal muzzle
metal nail
neck brace
necklace
baby bottle top
notebook computer
obelisk
oboe
ocarina
odometer
oil filter
pipe organ
oscilloscope
overskirt
ox cart
oxygen mask
packet
boat paddle
paddle wheel
padlock
paintbrush
pajamas
palace
panpipes
paper towel
parachute
parallel bars
park bench
parking meter
passenger train car
patio
pay phone
pedestal
pencil case
pencil sharpener
perfume
Petri dish
photocopier
guitar pick
spiked helmet
picket fence
pickup truck
pier
piggy bank
pill bottle
pillow
ping-pong ball
pinwheel
pirate ship
pitcher (jug)
carpenter's plane
planetarium
plastic bag
plate rack
plow
plunger
Polaroid camera
pole
police van
poncho
pool table
soda bottle
flowerpot
potter's wheel
power drill
prayer rug
printer
prison
projectile
projector
hockey puck
punching bag
purse
quill pen
quilt
race car
racket
radiator
radio
radio telescope
rain barrel
recreational vehicle
reel
SLR camera
refrigerator
remote control
restaurant
revolver
rifle
rocking chair
rotisserie
eraser
rugby ball
ruler
running shoe
safe
safety pin
salt shaker
sandal
sarong
saxophone
scabbard
weighing scale
school bus
schooner (ship)
scoreboard
screen
screw
screwdriver
seat belt
sewing machine
shield
shoe store
shoji (paper screen)
shopping basket
shopping cart
shovel
shower cap
shower curtain
ski
ski mask
sleeping bag
slide rule
sliding door
slot machine
snorkel
snowmobile
snowplow
soap dispenser
soccer ball
sock
solar dish
sombrero
soup bowl
space bar
space heater
space shuttle
spatula
speedboat
spider web
spindle
sports car
spotlight
stage
steam locomotive
steel arch bridge
steel drum
stethoscope
stole (shawl)
stone wall
stopwatch
stove
strainer
streetcar
stretcher
sofa bed
stupa
submarine
suit
sundial
dark glasses
sunglasses
sunscreen
suspension bridge
mop
sweatshirt
swimming trunks
swing
electric switch
syringe
table lamp
army tank
tape player
teapot
teddy bear
television
tennis ball
thatched roof
theater curtain
thimble
threshing machine
throne
tiled roof
toaster
tobacco store
toilet seat
torch
totem pole
tow truck
toy store
tractor
trailer truck
tray
trench coat
tricycle
trimaran
tripod
triumphal arch
trolleybus
trombone
tub (vat)
turnstile
typewriter keyboard
umbrella
unicycle
upright piano
vacuum cleaner
vase
vaulted ceiling
velvet
vending machine
church vestment
viaduct
violin
volleyball
waffle iron
wall clock
wallet
wardrobe
military plane
washbasin
washing machine
water bottle
water jug
water tower
whiskey jug
whistle
wig
window screen
window shade
necktie
wine bottle
airplane wing
wok
wooden spoon
wool
split-rail fence
shipwreck
yawl (sailboat)
yurt
website
comic book
crossword puzzle
street sign
traffic light
book cover
menu
plate of food
guacamole
consommé
hot pot
trifle
ice cream
popsicle
French loaf
bagel
pretzel
cheeseburger
hot dog
mashed potato
cabbage
broccoli
cauliflower
zucchini
spaghetti squash
acorn squash
butternut squash
cucumber
artichoke
bell pepper
cardoon
mushroom
Granny Smith apple
strawberry
orange
lemon
fig
pineapple
banana
jackfruit
custard apple
pomegranate
hay
carbonara
chocolate sauce
dough
meatloaf
pizza
pot pie
burrito
red wine
espresso
cup
eggnog
alpine peak
bubble
cliff
coral reef
geyser
lakeside
headland
sandbar
seashore
valley
volcano
baseball player
bridegroom
scuba diver
rapeseed
daisy
lady's slipper orchid
corn
acorn
rose hip
horse chestnut
coral fungus
agaric mushroom
false morel
stinkhorn mushroom
earthstar mushroom
hen-of-the-woods mushroom
bolete mushroom
ear of corn
toilet paper
`;

/** General words and their classes, the widest first. */
export const wordTable = `
animal: 0-397
mammal: 101-106, 147-299, 330-388
dog: 151-268
vehicle: 403-405, 407-408, 417, 436, 444, 450, 466, 468, 472, 484, 510-511, 537, 547, 554-555, 561, 565, 569, 573, 575-576, 586, 603, 609, 612, 625, 627-628, 654, 656, 661, 665, 670-671, 675, 690, 705, 717, 724, 734, 751, 757, 779-780, 802-803, 812, 814, 817, 820, 829, 833, 847, 864, 866-867, 870-871, 874, 880, 895, 914
bird: 7-24, 80-100, 127-146
food: 923-957, 959-965
clothing: 399-400, 411, 433, 439, 445, 451-452, 457, 459, 465, 474, 515, 552, 568, 578, 601, 608, 610, 614, 617, 638-639, 652, 655, 658, 667, 689, 697, 735, 775, 793, 806, 808, 824, 834, 841-842, 869, 887, 906
container: 412, 427, 438, 440-441, 463, 469, 478, 492, 503-505, 519, 572, 588, 647, 653, 659, 666, 692, 709, 712, 719-720, 725, 728, 737-738, 756, 773, 790, 804, 809, 849, 876, 883, 898-899, 901, 907
reptile: 33-68
insect: 300-326
musical instrument: 401-402, 420, 432, 486, 494, 513, 541, 546, 558, 566, 577, 579, 593-594, 641-642, 683-684, 687, 699, 776, 822, 875, 881, 889
terrier: 179-204
water bird: 97-100, 127-137, 139-146
motor vehicle: 407-408, 436, 468, 511, 555, 569, 573, 575, 609, 627, 656, 661, 665, 675, 717, 734, 751, 803, 817, 864, 867
furniture: 423, 431, 453, 493, 495, 516, 520, 526, 532, 548, 553, 559, 564, 648, 703, 736, 765, 831, 857, 894
primate: 365-384
hoofed animal: 339-355
snake: 52-68
fish: 0-6, 389-397
boat or ship: 403, 472, 484, 510, 554, 576, 625, 628, 724, 780, 814, 833, 871, 913-914
sports equipment: 416, 422, 429-430, 522, 543, 574, 602, 702, 722, 747, 768, 805, 852, 890
wading bird: 127-135, 137, 139-143
tool: 473, 491, 499, 512, 587, 596, 621, 623, 726, 730-731, 740, 784, 792
electronic device: 482, 485, 487, 508, 605, 613, 662, 664, 673, 688, 742, 782, 848
feline: 281-293
monkey: 370-382
appliance: 534, 550, 589, 606, 651, 760, 766, 786, 859, 882, 891, 897
building: 425, 449, 497-498, 580, 624, 663, 668, 698, 727, 762, 832
lizard: 38-48
shepherd dog: 224-233, 235
vegetable: 936-946
fruit: 948-957
wind instrument: 432, 513, 558, 566, 593, 683-684, 699, 776, 875
arachnid: 70-78
ball: 429-430, 522, 574, 722, 768, 805, 852, 890
car: 436, 468, 511, 609, 627, 656, 661, 751, 817
crustacean: 118-126
headgear: 433, 439, 452, 515, 518, 560, 667, 793, 808
landscape: 970, 972, 974-980
machine: 480, 491, 595, 740, 742, 786, 800, 856, 886
shop: 415, 424, 454, 467, 509, 582, 788, 860, 865
songbird: 10-16, 19-20
amphibian: 25-32
beetle: 300-307
dish: 925-926, 933-934, 962-965
bottle: 440, 720, 737, 898-899, 901, 907
cookware: 469, 505, 521, 567, 813, 849, 909
fungus: 991-997
spaniel: 215-221
timepiece: 409, 530-531, 604, 826, 835, 892
weapon: 413, 456, 471, 657, 744, 763-764
big cat: 288-293
boat: 472, 554, 576, 625, 814, 914
butterfly: 321-326
game bird: 80-83, 85-86
mollusk: 112-117
percussion instrument: 494, 541, 577, 641-642, 822
rodent: 333-338
seat: 423, 559, 703, 765, 831, 857
ship: 403, 510, 628, 724, 833, 913
spider: 72-77
stringed instrument: 402, 420, 486, 546, 594, 889
toiletry: 551, 585, 629, 631, 711, 838
truck: 555, 569, 675, 717, 864, 867
ape: 365-369
cat: 281-285
cloth: 434, 533, 591, 885, 911
finch: 10-14
footwear: 502, 514, 630, 770, 774
kitchen appliance: 550, 651, 766, 859, 891
military vehicle: 403, 586, 833, 847, 895
retriever: 205-209
salamander: 25-29
shorebird: 139-143
turtle: 33-37
Swiss mountain dog: 238-241
aircraft: 404-405, 417, 895
armor: 465, 490, 524, 787
bag: 414, 636, 728, 748
bear: 294-297
bird of prey: 21-24
box: 478, 492, 519, 709
chair: 423, 559, 765, 857
computer: 527, 590, 620, 681
crab: 118-121
drink: 966-969
fox: 277-280
grouse: 80-83
gun: 413, 471, 763-764
hat: 439, 452, 515, 808
keyboard instrument: 401, 579, 687, 881
light: 470, 607, 818, 862
measuring instrument: 426, 685, 769, 778
parrot: 87-90
sea mammal: 147-150
skirt: 601, 655, 689, 775
squash: 939-942
woodwind instrument: 432, 558, 683, 776
antelope: 351-353
baby bed: 431, 516, 520
brass instrument: 513, 566, 875
bread: 930-932
bridge: 821, 839, 888
bus: 654, 779, 874
cart: 603, 612, 690
clock: 409, 530, 892
coat: 568, 617, 869
dessert: 927-929
fence: 489, 716, 912
frog: 30-32
great ape: 365-367
gymnastics equipment: 416, 602, 702
heron: 131-133
marsupial: 104-106
monument: 458, 649, 873
pen: 418, 563, 749
person: 981-983
pig or boar: 341-343
pinscher: 236-237, 252
place of worship: 497, 668, 832
poodle: 265-267
portable computer: 590, 620, 681
pot: 469, 505, 849
rabbit or hare: 330-332
roof: 538, 853, 858
sailing boat: 484, 780, 871
schnauzer: 196-198
seabird: 144-146
setter: 212-214
shark: 2-4
shoe: 630, 770, 774
swimsuit: 445, 639, 842
telephone: 487, 528, 707
tie: 451, 457, 906
van: 656, 675, 734
viper: 66-68
waterfowl: 97-99
wild dog: 273-275
wolf: 269-271
Belgian shepherd: 224-225
airplane: 404, 895
alcoholic drink: 966, 969
basket: 588, 790
bicycle: 444, 671
bowed instrument: 486, 889
bowl: 659, 809
bull terrier: 179-180
cabinet: 495, 648
camera: 732, 759
citrus fruit: 950-951
cleaning tool: 462, 840
corgi: 263-264
crocodile or alligator: 49-50
curtain: 794, 854
duck: 97-98
elephant: 385-386
farm machine: 595, 856
flower: 985-986
foxhound: 166-167
frozen dessert: 928-929
glass: 441, 572
greyhound: 171-172
guitar: 402, 546
helmet: 518, 560
jug: 899, 901
keyboard: 508, 878
knife: 499, 623
lemur: 383-384
lobster: 122-123
lock: 507, 695
locomotive: 547, 820
makeup: 551, 629
mat or rug: 539, 741
medical instrument: 823, 845
mountain: 970, 980
newt: 26-27
pan: 567, 909
piano: 579, 881
pointer (dog): 210-211
power tool: 491, 740
puzzle: 611, 918
rabbit: 330, 332
rattlesnake: 67-68
ray (fish): 5-6
robe: 399, 614
sandpiper: 140-141
sandwich: 933-934
scarf: 552, 824
sea turtle: 33-34
shore: 975, 978
sled: 450, 537
sled dog: 249-250
springer spaniel: 217-218
stork: 127-128
sweater: 474, 841
towel: 434, 700
train car: 565, 705
warship: 403, 833
whale: 147-148
wheel: 479, 694
wild cat: 286-287
wolfhound: 169-170
worm: 110-111
`;

/** Everyday groups and their classes. */
export const groupTable = `
dog: 151-268
cat: 281-285
wild-cat: 286-293
monkey: 365-384
farm-animal: 339, 341, 345-346, 348, 354-355
small-mammal: 102-103, 298-299, 330-338, 356-363, 387
wild-animal: 101, 104-106, 269-280, 294-297, 340, 342-344, 347, 349-353, 364, 385-386, 388
bird: 7-24, 80-100, 127-146
snake: 52-68
reptile: 25-51
fish: 0-6, 389-397
sea-animal: 107-109, 112, 115-126, 147-150, 327-329
insect: 69, 79, 110-111, 113-114, 300-326, 599
spider: 70-78, 815
food: 923-935, 959-965
fruit-or-vegetable: 936-946, 948-957, 987, 998
drink: 967-968
alcohol: 440-441, 503, 572, 901, 907, 966, 969
plant: 958, 984-986, 988-990
mushroom: 947, 991-997
car: 436, 468, 475, 479, 511, 535, 573, 581, 609, 627, 656, 661, 685, 751, 785, 817
boat: 403, 472, 484, 510, 554, 576, 625, 628, 693-694, 724, 780, 814, 833, 871, 913-914
aircraft: 404-405, 417, 701, 812, 895, 908
vehicle: 407-408, 444, 450, 466, 537, 547, 555, 561, 565, 569, 575, 603, 612, 654, 665, 670-671, 675, 690, 705, 717, 734, 757, 779, 802-803, 820, 829, 864, 866-867, 870, 874, 880
underwear: 445, 459, 638-639, 842
shoe: 502, 514, 630, 770, 774, 806
accessory: 414, 433, 439, 451-452, 457, 464, 515, 518, 552, 570, 584, 591, 636, 643, 658, 667, 679, 715, 748, 796, 808, 824, 836-837, 879, 893, 903, 906
clothing: 399-400, 411, 474, 501, 568, 578, 601, 608, 610, 614, 617, 652, 655, 689, 697, 735, 775, 834, 841, 869, 887
furniture: 423, 431, 453, 493, 495, 516, 520, 526, 532, 548, 553, 559, 564, 703, 765, 831, 857, 894
household: 412, 443, 448, 462, 470, 496, 539, 545, 556, 606-607, 619, 626, 644, 669, 674, 676, 680, 721, 738, 741, 750, 753, 772, 786, 811, 816, 818, 840, 844, 846, 855, 862, 882-883, 885, 897, 904-905, 911
kitchen: 469, 473, 499, 504-505, 512, 521, 533-534, 544, 550, 567, 618, 647, 651, 659, 666, 700, 725, 729, 760, 766, 773, 809, 813, 827-828, 849, 859, 868, 891, 909-910
bathroom: 434-435, 529, 551, 585, 589, 629, 631, 648, 711, 731, 793-794, 804, 838, 861, 896, 999
container: 427, 455, 463, 478, 492, 519, 588, 653, 692, 728, 737, 756, 771, 790-791, 876, 898-899
medical: 419, 438, 523, 678, 691, 712, 720, 823, 830, 845
tool: 428, 477, 480, 488, 491, 506-507, 517, 540, 587, 595-596, 600, 616, 621, 677, 686, 695-696, 726, 730, 733, 739-740, 758, 783-784, 792, 800, 807, 856, 886
weapon: 413, 456, 461, 465, 471, 490, 524, 583, 586, 597, 657, 744, 763-764, 777, 787, 847
instrument: 401-402, 420, 432, 486, 494, 513, 541-542, 546, 558, 566, 577, 579, 593-594, 641-642, 683-684, 687, 699, 714, 776, 822, 875, 881, 889
electronics: 481-482, 485, 487, 508, 527-528, 590, 592, 598, 605, 613, 620, 622, 632, 650, 662, 673, 681, 688, 707, 732, 742, 745, 754, 759, 761, 810, 848, 872
screen-or-document: 549, 664, 781-782, 851, 916-918, 921-922
office: 398, 418, 446, 563, 623, 709-710, 713, 749, 767, 769, 798, 878
clock: 409, 426, 447, 530-531, 604, 633, 635, 755, 778, 826, 835, 892
sport: 416, 422, 429-430, 522, 543, 560, 574, 602, 615, 672, 702, 722, 736, 746-747, 752, 768, 795, 797, 801, 805, 852, 890, 902
toy: 476, 611, 719, 723, 843, 850, 971
building: 406, 410, 415, 421, 424-425, 437, 442, 449, 454, 458, 460, 467, 483, 489, 497-498, 500, 509, 525, 536, 538, 562, 580, 582, 624, 634, 645-646, 649, 660, 663, 668, 682, 698, 706, 708, 716, 718, 727, 743, 762, 788-789, 799, 819, 821, 825, 832, 839, 853-854, 858, 860, 863, 865, 873, 877, 884, 888, 900, 912, 915
street: 557, 571, 637, 640, 704, 919-920
landscape: 970, 972-980
person: 981-983
`;
